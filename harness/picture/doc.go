// Package picture draws: as SVG, alone or in a page of HTML that needs nothing
// else. What is drawn is told to it in boxes, lines and texts; it knows nothing
// of containers.
//
// All text is set in a fixed-width font, so that who draws knows how wide it
// gets: see [Columns].
package picture
