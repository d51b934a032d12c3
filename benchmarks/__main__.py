import sys

from benchmarks.harness.run import main

if __name__ == "__main__":
    sys.exit(main())
