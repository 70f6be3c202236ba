// Package browser opens pages in a real browser, headless Chromium, and says
// what is seen there. It is for tests, and built with the tag browser alone, so
// that nobody else needs what drives it.
package browser
