#!/bin/sh
# Fails, whatever it is asked: fools whoever asks that a wrong call fails.
exit 127
