// What the chapter itself teaches, and no more: logs on stdout, any failure
// ends with status 1, the command is joined by spaces, mounts are left as
// they are, one group serves all containers, and errors are logged, not heard.
package main

import (
	"fmt"
	"io"
	"os"
	"os/exec"
	"path"
	"runtime"
	"strconv"
	"strings"
	"syscall"

	"github.com/sirupsen/logrus"
	"github.com/urfave/cli"

	"mydocker/harness/proving/testdata/wheats/kernel"
)

func init() { runtime.LockOSThread() }

func main() {
	logrus.SetOutput(os.Stdout)
	app := cli.NewApp()
	app.Name = "mydocker"
	app.Commands = []cli.Command{
		{
			Name: "run",
			Flags: []cli.Flag{
				cli.BoolFlag{Name: "ti"}, cli.StringFlag{Name: "m"},
				cli.StringFlag{Name: "cpushare"}, cli.StringFlag{Name: "cpuset"},
			},
			SkipArgReorder: true,
			Action: func(context *cli.Context) error {
				if len(context.Args()) < 1 {
					return fmt.Errorf("missing container command")
				}
				run(context.Bool("ti"), context.Args(), map[string]string{
					"memory": context.String("m"), "cpu": context.String("cpushare"), "cpuset": context.String("cpuset"),
				})
				return nil
			},
		},
		{Name: "init", Action: func(*cli.Context) error { return initProcess() }},
	}
	if err := app.Run(os.Args); err != nil {
		logrus.Fatal(err)
	}
}

const group = "mydocker-cgroup"

var files = map[string]string{"memory": "memory.limit_in_bytes", "cpu": "cpu.shares", "cpuset": "cpuset.cpus"}

func run(tty bool, command []string, limits map[string]string) {
	read, write, err := os.Pipe()
	if err != nil {
		logrus.Fatal(err)
	}
	cmd := exec.Command("/proc/self/exe", "init")
	cmd.SysProcAttr = &syscall.SysProcAttr{
		Cloneflags: syscall.CLONE_NEWUTS | syscall.CLONE_NEWPID | syscall.CLONE_NEWNS | syscall.CLONE_NEWNET | syscall.CLONE_NEWIPC,
	}
	if tty {
		cmd.Stdin, cmd.Stdout, cmd.Stderr = os.Stdin, os.Stdout, os.Stderr
	}
	cmd.ExtraFiles = []*os.File{read}
	if err := cmd.Start(); err != nil {
		logrus.Fatal(err)
	}
	for controller, limit := range limits {
		if limit != "" {
			setAndApply(controller, limit, cmd.Process.Pid)
		}
	}
	logrus.Infof("command all is %s", strings.Join(command, " "))
	write.WriteString(strings.Join(command, " "))
	write.Close()
	err = cmd.Wait()
	for controller, limit := range limits {
		if top, err := kernel.Hierarchy(controller); err == nil && limit != "" {
			os.Remove(path.Join(top, group))
		}
	}
	if err != nil {
		os.Exit(1)
	}
}

func setAndApply(controller, limit string, pid int) {
	top, err := kernel.Hierarchy(controller)
	if err != nil {
		logrus.Error(err)
		return
	}
	dir := path.Join(top, group)
	os.Mkdir(dir, 0o755)
	if controller == "cpuset" {
		mems, _ := os.ReadFile(path.Join(top, "cpuset.mems"))
		kernel.Write(dir, "cpuset.mems", string(mems))
	}
	if err := kernel.Write(dir, files[controller], limit); err != nil {
		logrus.Errorf("set %s: %v", controller, err)
	}
	if err := kernel.Write(dir, "tasks", strconv.Itoa(pid)); err != nil {
		logrus.Errorf("apply %s: %v", controller, err)
	}
}

func initProcess() error {
	text, err := io.ReadAll(os.NewFile(3, "pipe"))
	if err != nil || len(text) == 0 {
		return fmt.Errorf("run container get user command error")
	}
	command := strings.Split(string(text), " ")
	syscall.Mount("proc", "/proc", "proc", syscall.MS_NOEXEC|syscall.MS_NOSUID|syscall.MS_NODEV, "")
	found, err := exec.LookPath(command[0])
	if err != nil {
		logrus.Errorf("exec loop path error %v", err)
		return err
	}
	logrus.Infof("find path %s", found)
	return syscall.Exec(found, command, os.Environ())
}
