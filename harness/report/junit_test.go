package report

import (
	"encoding/xml"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"mydocker/harness/result"
)

func TestJUnitIsAsItsSchemaSays(t *testing.T) {
	elements := readXSD(t)
	for _, class := range []result.Class{eachOutcome(), strangers(), classOf()} {
		text := read(t, write(t, junit, class, Rubric{}).Files[0])
		require.NoError(t, valid(text, elements))
	}
	// A check that takes anything would be none.
	for wrong, says := range map[string]string{
		`<testsuites><suite/></testsuites>`:                                                             "testsuites: suite has no place in it",
		`<testsuites><testsuite tests="1"/></testsuites>`:                                               "testsuite: name is missing",
		`<testsuites><testsuite name="a" tests="1" skips="1"/></testsuites>`:                            "testsuite: skips is no attribute of it",
		`<testsuites><testsuite name="a" tests="0"><system-out/><properties/></testsuite></testsuites>`: "testsuite: properties is behind system-out",
	} {
		require.EqualError(t, valid(wrong, elements), says)
	}
}

func TestJUnitNamesAreUniqueAndCountsAreTrue(t *testing.T) {
	for _, class := range []result.Class{eachOutcome(), strangers()} {
		var got junitSuites
		require.NoError(t, xml.Unmarshal([]byte(read(t, write(t, junit, class, Rubric{}).Files[0])), &got))
		require.Len(t, got.Suites, len(class.Submissions))
		taken, all := map[string]bool{}, 0
		for _, suite := range got.Suites {
			failures, errors, skipped := 0, 0, 0
			for _, test := range suite.Cases {
				name := test.Class + " " + test.Name
				require.False(t, taken[name], name)
				taken[name] = true
				if test.Failure != nil {
					failures++
				}
				if test.Error != nil {
					errors++
				}
				if test.Skipped != nil {
					skipped++
				}
			}
			require.Equal(t, []int{len(suite.Cases), failures, errors, skipped}, []int{suite.Tests, suite.Failures, suite.Errors, suite.Skipped})
			all += suite.Tests
		}
		require.Equal(t, all, got.Tests)
	}
}

// A text is read as it was written: nothing of it is taken for XML.
func TestJUnitTextsAreTexts(t *testing.T) {
	one := graded("<b>&", clause("a", result.Failed))
	one.Clauses[0].Report = "]]></failure>\n\t<script>&amp;\x00"
	var got junitSuites
	require.NoError(t, xml.Unmarshal([]byte(read(t, write(t, junit, classOf(one), Rubric{}).Files[0])), &got))
	require.Equal(t, "<b>&", got.Suites[0].Name)
	require.Equal(t, "]]></failure>\n\t<script>&amp;\\0", got.Suites[0].Cases[0].Failure.Text)
}

// xsdElement is what junit.xsd says of an element: it uses little of what a
// schema can say.
type xsdElement struct {
	Name       string `xml:"name,attr"`
	Attributes []struct {
		Name string `xml:"name,attr"`
		Use  string `xml:"use,attr"`
	} `xml:"complexType>attribute"`
	Children []xsdChild `xml:"complexType>sequence>element"`
}

type xsdChild struct {
	Name string `xml:"ref,attr"`
}

func readXSD(t *testing.T) map[string]xsdElement {
	var schema struct {
		Elements []xsdElement `xml:"element"`
	}
	require.NoError(t, xml.Unmarshal([]byte(read(t, "testdata/published/junit.xsd")), &schema))
	elements := map[string]xsdElement{}
	for _, element := range schema.Elements {
		elements[element.Name] = element
	}
	require.Len(t, elements, 10)
	return elements
}

// valid tells what a document has that the schema has not.
func valid(text string, elements map[string]xsdElement) error {
	type open struct {
		element xsdElement
		last    int // the child that was seen last
	}
	stack := []open{}
	decoder := xml.NewDecoder(strings.NewReader(text))
	for {
		token, err := decoder.Token()
		if err == io.EOF {
			return nil
		} else if err != nil {
			return err
		}
		switch token := token.(type) {
		case xml.StartElement:
			name := token.Name.Local
			if len(stack) > 0 {
				parent := &stack[len(stack)-1]
				at := slices.IndexFunc(parent.element.Children, func(child xsdChild) bool { return child.Name == name })
				switch {
				case at < 0:
					return fmt.Errorf("%s: %s has no place in it", parent.element.Name, name)
				case at < parent.last:
					return fmt.Errorf("%s: %s is behind %s", parent.element.Name, name, parent.element.Children[parent.last].Name)
				}
				parent.last = at
			}
			if err := validAttributes(token, elements[name]); err != nil {
				return err
			}
			stack = append(stack, open{element: elements[name]})
		case xml.EndElement:
			stack = stack[:len(stack)-1]
		}
	}
}

func validAttributes(start xml.StartElement, element xsdElement) error {
	given := map[string]bool{}
	for _, attribute := range start.Attr {
		given[attribute.Name.Local] = true
	}
	for _, attribute := range element.Attributes {
		if attribute.Use == "required" && !given[attribute.Name] {
			return fmt.Errorf("%s: %s is missing", element.Name, attribute.Name)
		}
		delete(given, attribute.Name)
	}
	for name := range given {
		return fmt.Errorf("%s: %s is no attribute of it", element.Name, name)
	}
	return nil
}
