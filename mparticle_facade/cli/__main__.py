"""``python -m mparticle_facade.cli`` is the ``mparticle`` command."""

from mparticle_facade.cli import main

main()
