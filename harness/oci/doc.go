// Package oci writes what runc and crun want to be told of a container, so that
// they make what a mydocker of step 3.3 makes: the same namespaces, the same
// limits, and the caller's own / as its root.
package oci
