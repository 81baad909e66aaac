"""What a terminal is shown while a check takes long: progress.py CROSSFOOT

The second of three files is a pipe into which nothing is written for a while, so the check waits for it.
"""
import os, pty, subprocess, sys, tempfile, threading, time

REPORT = b"@report R\n\nText.\n"
ERASE = b"\r\x1b[2K"


def shown(*args, wait, terminal=True, env={}):
    """What standard error gets to see."""
    with tempfile.TemporaryDirectory() as folder:
        for name in ("a.xfoot", "c.xfoot"):
            open(os.path.join(folder, name), "wb").write(REPORT)
        pipe = os.path.join(folder, "b.xfoot")
        os.mkfifo(pipe)

        def write():
            time.sleep(wait)
            open(pipe, "wb").write(REPORT)

        threading.Thread(target=write).start()
        ours, theirs = pty.openpty() if terminal else os.pipe()
        files = ["a.xfoot", "b.xfoot", "c.xfoot"]
        done = subprocess.run(
            [sys.argv[1], "check", "-j", "1", *args, *files],
            cwd=folder, stdout=subprocess.PIPE, stderr=theirs, env={**os.environ, "TERM": "xterm", "LC_ALL": "C", **env},
        )
        os.close(theirs)
        assert done.returncode == 0, done
        seen = b""
        try:
            while part := os.read(ours, 4096):
                seen += part
        except OSError:
            # Linux says so when the other end of a terminal is closed.
            pass
        os.close(ours)
        return seen


LONG = 1.3
expected = ERASE + b"2 of 3 files" + ERASE
got = shown(wait=LONG)
assert got == expected, got
assert "个文件" in shown("--lang", "zh", wait=LONG).decode()
for args, more in [(["-q"], {}), ([], {"terminal": False}), ([], {"env": {"TERM": "dumb"}})]:
    got = shown(*args, wait=LONG, **more)
    assert got == b"", (args, more, got)
got = shown(wait=0.1)
assert got == b"", got
