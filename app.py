"""Start everything on one port: settings, assistant, then the web page and the API.

`python app.py` is `assistant serve` and takes the same options.
"""

import sys

from assistant.cli import main

if __name__ == "__main__":
    main(["serve", *sys.argv[1:]])
