"""The program's front door: `cfnews` and `python -m cfnews`. Imports the rest only when it is needed."""

import sys


def main() -> None:
    """Runs the command line and ends the process with its exit code."""
    try:
        if sys.argv[1:] in (["--version"], ["-V"]) and sys.stdout is not None:  # the one answer that needs nothing else
            from cfnews import __version__

            sys.stdout.write(f"cfnews {__version__}\n")
            sys.exit(0)
        import gc
        import os
        import signal

        gc.disable()  # a short run: collecting costs more than it frees
        # While it is imported, msgspec does not outlive an error: Ctrl-C ends the process at once, as nothing is open.
        signal.signal(signal.SIGINT, lambda *_: os._exit(130))
        import msgspec  # noqa: F401

        signal.signal(signal.SIGINT, signal.default_int_handler)
        from cfnews.cli.app import run

        code = run(sys.argv[1:], os.environ)
        if sys.stderr is not None:
            sys.stderr.flush()
        # All is flushed and closed by now. Taking the interpreter apart would cost a reader 7 ms more,
        # and would wait on threads that are still reading from slow servers.
        os._exit(code)
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main()
