package result

import (
	"crypto"
	"crypto/ed25519"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"encoding/pem"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"mydocker/harness/host"
)

// keys writes a pair as `openssl genpkey` and `openssl pkey -pubout` do.
func keys(t *testing.T, private crypto.Signer) (privateFile, publicFile string) {
	t.Helper()
	dir := t.TempDir()
	pkcs8, err := x509.MarshalPKCS8PrivateKey(private)
	require.NoError(t, err)
	pkix, err := x509.MarshalPKIXPublicKey(private.Public())
	require.NoError(t, err)
	privateFile, publicFile = filepath.Join(dir, "key.pem"), filepath.Join(dir, "pub.pem")
	for file, block := range map[string]*pem.Block{
		privateFile: {Type: "PRIVATE KEY", Bytes: pkcs8}, publicFile: {Type: "PUBLIC KEY", Bytes: pkix},
	} {
		require.NoError(t, os.WriteFile(file, pem.EncodeToMemory(block), 0o600))
	}
	return privateFile, publicFile
}

func newKeys(t *testing.T) (privateFile, publicFile string) {
	t.Helper()
	_, private, err := ed25519.GenerateKey(nil)
	require.NoError(t, err)
	return keys(t, private)
}

func TestWhatIsSignedIsRead(t *testing.T) {
	private, public := newKeys(t)
	class, err := Read(written(t, everything(), private), public)
	require.NoError(t, err)
	require.Equal(t, everything(), class)
}

func TestUnsignedResultsHaveNoSignatureOfOthers(t *testing.T) {
	private, _ := newKeys(t)
	file := written(t, everything(), private)
	require.FileExists(t, file+".sig")
	require.NoError(t, Write(file, everything(), nil))
	require.NoFileExists(t, file+".sig")
}

func TestAChangedByteIsSeen(t *testing.T) {
	private, public := newKeys(t)
	file := written(t, everything(), private)
	for _, changed := range []string{file, file + ".sig"} {
		was, err := os.ReadFile(changed)
		require.NoError(t, err)
		for _, at := range []int{0, len(was) / 2, len(was) - 1} {
			now := append([]byte{}, was...)
			now[at] ^= 1
			require.NoError(t, os.WriteFile(changed, now, 0o644))
			_, err = Read(file, public)
			require.EqualError(t, err, file+" is not what was signed with the key of "+public)
		}
		for _, now := range [][]byte{nil, append(was, '\n')} {
			require.NoError(t, os.WriteFile(changed, now, 0o644))
			_, err = Read(file, public)
			require.EqualError(t, err, file+" is not what was signed with the key of "+public)
		}
		require.NoError(t, os.WriteFile(changed, was, 0o644))
	}
	_, err := Read(file, public)
	require.NoError(t, err, "as it was again")
}

func TestWrongKeysAreOneClearLine(t *testing.T) {
	private, public := newKeys(t)
	file := written(t, everything(), private)
	_, other := newKeys(t)
	weak, err := rsa.GenerateKey(rand.Reader, 2048)
	require.NoError(t, err)
	rsaPrivate, rsaPublic := keys(t, weak)
	text := filepath.Join(t.TempDir(), "key.txt")
	require.NoError(t, os.WriteFile(text, []byte("secret"), 0o600))

	for key, says := range map[string]string{
		other:          file + " is not what was signed with the key of " + other,
		rsaPublic:      rsaPublic + ": it is no key of Ed25519",
		text:           text + ": it is no key in PEM",
		"/nowhere/key": "read the key: open /nowhere/key: no such file or directory",
	} {
		_, err := Read(file, key)
		require.EqualError(t, err, says)
	}
	_, err = Read(file, private) // the other half
	require.ErrorContains(t, err, private+": ")
	require.NotContains(t, err.Error(), "\n")

	_, err = SigningKey(rsaPrivate)
	require.EqualError(t, err, rsaPrivate+": it is no key of Ed25519")
	_, err = SigningKey(public)
	require.ErrorContains(t, err, public+": ")
	require.NotContains(t, err.Error(), "\n")

	require.NoError(t, os.Remove(file+".sig"))
	_, err = Read(file, public)
	require.EqualError(t, err, "read the signature: open "+file+".sig: no such file or directory")
}

// Whoever has no kit can see that it is signed.
func TestOpenSSLVerifiesTheSignature(t *testing.T) {
	host.Needs(t, host.Program("openssl"))
	private, public := filepath.Join(t.TempDir(), "key.pem"), filepath.Join(t.TempDir(), "pub.pem")
	openssl(t, "genpkey", "-algorithm", "ed25519", "-out", private)
	openssl(t, "pkey", "-in", private, "-pubout", "-out", public)
	file := written(t, everything(), private)
	_, err := Read(file, public)
	require.NoError(t, err)

	verify := []string{"pkeyutl", "-verify", "-pubin", "-inkey", public, "-rawin", "-in", file, "-sigfile", file + ".sig"}
	require.Contains(t, openssl(t, verify...), "Signature Verified Successfully")
	require.NoError(t, os.WriteFile(file, []byte("{}"), 0o644))
	require.Error(t, exec.Command("openssl", verify...).Run())
}

func openssl(t *testing.T, arguments ...string) string {
	t.Helper()
	output, err := exec.Command("openssl", arguments...).CombinedOutput()
	require.NoError(t, err, string(output))
	return string(output)
}
