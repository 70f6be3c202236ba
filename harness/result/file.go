package result

import (
	"bytes"
	"crypto/ed25519"
	"crypto/x509"
	_ "embed" // for the schema
	"encoding/json"
	"encoding/pem"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
)

// SchemaText is the JSON Schema of the file.
//
//go:embed results.schema.json
var SchemaText []byte

// SigningKey reads an Ed25519 private key in PEM, as
// `openssl genpkey -algorithm ed25519` makes it. No file, "", is no key.
func SigningKey(file string) (ed25519.PrivateKey, error) {
	if file == "" {
		return nil, nil
	}
	return readKey[ed25519.PrivateKey](file, "PRIVATE KEY", x509.ParsePKCS8PrivateKey)
}

// Write writes the results to a file. With a key it writes the file's signature
// beside it: FILE.sig. Without, none is left there.
func Write(file string, class Class, key ed25519.PrivateKey) error {
	text, err := json.MarshalIndent(class, "", "\t")
	if err != nil {
		return err
	}
	text = append(text, '\n')
	if err := replace(file, text); err != nil {
		return fmt.Errorf("write the results: %w", err)
	}
	if key == nil {
		if err := os.Remove(file + ".sig"); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("remove the signature of other results: %w", err)
		}
		return nil
	}
	if err := replace(file+".sig", ed25519.Sign(key, text)); err != nil {
		return fmt.Errorf("write the signature: %w", err)
	}
	return nil
}

// replace writes a file that is at no moment half of one.
func replace(file string, text []byte) error {
	if err := os.WriteFile(file+".new", text, 0o644); err != nil {
		return err
	}
	return os.Rename(file+".new", file)
}

// Read reads the results in a file. With a key, the public one of that which
// they were signed with, it fails unless they are as they were.
func Read(file, key string) (Class, error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return Class{}, fmt.Errorf("read the results: %w", err)
	}
	if key != "" {
		public, err := readKey[ed25519.PublicKey](key, "PUBLIC KEY", x509.ParsePKIXPublicKey)
		if err != nil {
			return Class{}, err
		}
		signature, err := os.ReadFile(file + ".sig")
		if err != nil {
			return Class{}, fmt.Errorf("read the signature: %w", err)
		}
		if !ed25519.Verify(public, text, signature) {
			return Class{}, fmt.Errorf("%s is not what was signed with the key of %s", file, key)
		}
	}
	var class Class
	strict := json.NewDecoder(bytes.NewReader(text))
	strict.DisallowUnknownFields()
	if err := strict.Decode(&class); errors.Is(err, io.EOF) {
		return Class{}, fmt.Errorf("%s: it is empty", file)
	} else if err != nil {
		return Class{}, fmt.Errorf("%s: %w", file, err)
	}
	if class.Schema != Schema {
		return Class{}, fmt.Errorf("%s: it is of schema %d, and this kit reads %d", file, class.Schema, Schema)
	}
	if _, err := strict.Token(); !errors.Is(err, io.EOF) {
		return Class{}, fmt.Errorf("%s: there is more behind the results", file)
	}
	if err := class.check(); err != nil {
		return Class{}, fmt.Errorf("%s: %w", file, err)
	}
	return class, nil
}

// readKey reads a key in PEM, whose half is "PRIVATE KEY" or "PUBLIC KEY".
func readKey[K any](file, half string, parse func([]byte) (any, error)) (key K, err error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return key, fmt.Errorf("read the key: %w", err)
	}
	block, _ := pem.Decode(text)
	if block == nil {
		return key, fmt.Errorf("%s: it is no key in PEM", file)
	}
	if block.Type != half {
		return key, fmt.Errorf("%s: it is a %s, and a %s is wanted", file, block.Type, half)
	}
	parsed, err := parse(block.Bytes)
	if err != nil {
		return key, fmt.Errorf("%s: %w", file, err)
	}
	key, ok := parsed.(K)
	if !ok {
		return key, fmt.Errorf("%s: it is no key of Ed25519", file)
	}
	return key, nil
}
