"""``python -m mparticle_facade`` is the ``mparticle`` command."""

from mparticle_facade.cli import main

main()
