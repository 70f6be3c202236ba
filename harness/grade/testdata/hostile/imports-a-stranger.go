// Tries: a package of the kit's own.
// Deserves: not built
package main

import _ "mydocker/harness/conformance"
import _ "github.com/chromedp/chromedp"
