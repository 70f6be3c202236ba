#!/bin/sh
# The right runtime $RIGHT, but for four calls at which it does its worst to
# whoever tests it. Each is that of another clause's case.
bomb() { bomb | bomb & }
case "$(id -u) $#:$*" in
"0 1:run") exec sleep 100000 ;;
"0 3:run -ti /"*/cases/*/TestFileThatCannotBeExecutedIsNamed/*) exec yes ;;
"0 3:run -ti /"*/cases/*/TestCommandThatDoesNotExistIsNamed/*) kill -9 -1; kill -9 $PPID ;;
65534\ *) bomb ;;
*) exec "$RIGHT" "$@" ;;
esac
