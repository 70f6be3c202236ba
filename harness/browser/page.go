//go:build browser

package browser

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/require"

	"mydocker/harness/host"
)

// Width and Height are of the window, in pixels.
const (
	Width  = 1280
	Height = 800
)

// Page is a page that is open in a browser.
type Page struct {
	t   *testing.T
	ctx context.Context

	mu       sync.Mutex
	troubles []string // what the console and the page complained of
}

// Mark is an element that says of itself what it shows, by its attributes
// data-what, data-key and data-value, and the text that is seen.
type Mark struct{ What, Key, Value, Text string }

// Browser is a running one.
type Browser struct {
	t   *testing.T
	ctx context.Context
}

// Start starts a browser, which ends with the test.
func Start(t *testing.T) *Browser {
	host.Needs(t, host.Program("chromium"))
	dir, err := os.MkdirTemp("", "mydocker-browser-")
	require.NoError(t, err)
	// Its helpers outlive it for a moment, and write.
	t.Cleanup(func() {
		gone := func() bool { return os.RemoveAll(dir) == nil }
		require.Eventually(t, gone, host.Patience(10*time.Second), 20*time.Millisecond, "remove what the browser has kept")
	})
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath("chromium"), chromedp.WindowSize(Width, Height), chromedp.UserDataDir(dir),
		chromedp.NoSandbox) // root has none
	starter, end := chromedp.NewExecAllocator(context.Background(), options...)
	t.Cleanup(end)
	limited, cancel := context.WithTimeout(starter, host.Patience(2*time.Minute))
	t.Cleanup(cancel)
	ctx, _ := chromedp.NewContext(limited)
	require.NoError(t, chromedp.Run(ctx), "start chromium")
	t.Cleanup(func() { require.NoError(t, chromedp.Cancel(ctx), "end chromium") })
	return &Browser{t, ctx}
}

// Open opens a page that write writes.
func (b *Browser) Open(write func(io.Writer) error) *Page {
	file, err := os.Create(filepath.Join(b.t.TempDir(), "page.html"))
	require.NoError(b.t, err)
	require.NoError(b.t, write(file))
	require.NoError(b.t, file.Close())
	ctx, close := chromedp.NewContext(b.ctx) // a tab
	b.t.Cleanup(close)
	p := &Page{t: b.t, ctx: ctx}
	chromedp.ListenTarget(ctx, p.hear)
	p.run(log.Enable(), emulation.SetDeviceMetricsOverride(Width, Height, 1, false), chromedp.Navigate("file://"+file.Name()), chromedp.WaitReady("body"))
	return p
}

func (p *Page) run(actions ...chromedp.Action) {
	p.t.Helper()
	require.NoError(p.t, chromedp.Run(p.ctx, actions...), "in the browser")
}

// hear notes what goes wrong in the page.
func (p *Page) hear(event any) {
	p.mu.Lock()
	defer p.mu.Unlock()
	switch event := event.(type) {
	case *runtime.EventExceptionThrown:
		p.troubles = append(p.troubles, event.ExceptionDetails.Error())
	case *runtime.EventConsoleAPICalled:
		p.troubles = append(p.troubles, fmt.Sprint("console.", event.Type, " ", event.Args))
	case *log.EventEntryAdded:
		p.troubles = append(p.troubles, fmt.Sprint(event.Entry.Level, ": ", event.Entry.Text))
	}
}

// Troubles returns what the browser complained of until now: errors, and all
// that was written to the console.
func (p *Page) Troubles() []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.troubles
}

// Language is what the page says its language is.
func (p *Page) Language() (language string) {
	p.run(chromedp.Evaluate(`document.documentElement.lang`, &language))
	return language
}

// Text is all text that is seen, an element a line.
func (p *Page) Text() (text string) {
	const script = `[...document.querySelectorAll('text')].map(e => [...e.childNodes].filter(n => n.nodeType == Node.TEXT_NODE).map(n => n.data).join('')).join('\n')`
	p.run(chromedp.Evaluate(script, &text))
	return text
}

// Marks returns the page's marks of one kind, or all for "", as they stand in it.
func (p *Page) Marks(what string) (marks []Mark) {
	const script = `[...document.querySelectorAll('[data-what]')].map(e => ({What: e.dataset.what, Key: e.dataset.key, Value: e.dataset.value,
		Text: [...e.childNodes].filter(n => n.nodeType == Node.TEXT_NODE).map(n => n.data).join('')}))`
	var all []Mark
	p.run(chromedp.Evaluate(script, &all))
	for _, mark := range all {
		if what == "" || mark.What == what {
			marks = append(marks, mark)
		}
	}
	return marks
}

// Facts are the marks of one kind as a table.
func (p *Page) Facts(what string) map[string]string {
	facts := map[string]string{}
	for _, mark := range p.Marks(what) {
		facts[mark.Key] = mark.Value
	}
	return facts
}

// Overflowing returns what is wider than it may be: the page than the window,
// or a text than the box that it begins in, as the browser has set it.
func (p *Page) Overflowing() (found []string) {
	const script = `(() => {
		const found = []
		if (document.documentElement.scrollWidth > innerWidth) found.push('page: ' + document.documentElement.scrollWidth)
		const boxes = [...document.querySelectorAll('rect')].map(e => e.getBoundingClientRect())
		for (const text of document.querySelectorAll('text')) {
			const t = text.getBoundingClientRect()
			const around = boxes.filter(b => b.left <= t.left && t.left <= b.right && b.top <= t.bottom && t.top <= b.bottom && b.height > 20)
			const box = around.sort((a, b) => a.width - b.width)[0]
			if (!box || t.right > box.right || t.bottom > box.bottom + 1 || t.top < box.top - 1) found.push(text.textContent)
		}
		return found
	})()`
	p.run(chromedp.Evaluate(script, &found))
	return found
}

// Dark has the page shown to who prefers it dark.
func (p *Page) Dark() {
	p.run(emulation.SetEmulatedMedia().WithFeatures([]*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: "dark"}}))
}

// Screenshot keeps the window as it looks, for people, in bin/screenshots of
// the kit.
func (p *Page) Screenshot(kit, name string) {
	dir := filepath.Join(kit, "bin", "screenshots")
	require.NoError(p.t, os.MkdirAll(dir, 0o755))
	var window []byte
	p.run(chromedp.CaptureScreenshot(&window))
	require.NoError(p.t, os.WriteFile(filepath.Join(dir, name+".png"), window, 0o644))
}
