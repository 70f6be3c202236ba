package picture

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
)

// ReadMarks returns the marks of a picture that SVG has written, as they stand
// in it.
func ReadMarks(svg io.Reader) ([]Mark, error) {
	var marks []Mark
	read := xml.NewDecoder(svg)
	for {
		token, err := read.Token()
		if errors.Is(err, io.EOF) {
			return marks, nil
		}
		if err != nil {
			return nil, fmt.Errorf("read a picture: %w", err)
		}
		element, begins := token.(xml.StartElement)
		if !begins {
			continue
		}
		var mark Mark
		for _, attribute := range element.Attr {
			switch attribute.Name.Local {
			case "data-what":
				mark.What = attribute.Value
			case "data-key":
				mark.Key = attribute.Value
			case "data-value":
				mark.Value = attribute.Value
			}
		}
		if mark.What != "" {
			marks = append(marks, mark)
		}
	}
}
