"""The vendor's module paths and what else only its programs use, for programs that can't change their imports.

    import mparticle_facade.drop_in
    mparticle_facade.drop_in.install()

    from mparticle.models.app_event import AppEvent    # ours

`modules` finds the module paths by a rule, `models`, `client` and `settings` hold members of the vendor's classes that
ours do without. Nothing of this room is imported unless a program asks for it.
"""

from __future__ import annotations

import sys


def install() -> None:
    """Let ``mparticle`` and every module path below it be this package, in this process, from now on.

    The models get what the vendor's have: ``swagger_types``, ``attribute_map``, and a ``to_dict`` with every field,
    None where it is not set; what `EventsApi` refuses to send is an `ApiException` with status 400, too. Calling it
    again changes nothing.

    Raises:
        RuntimeError: the vendor's SDK is imported already; some objects would be its and some ours.
    """
    from mparticle_facade.drop_in import client, models, modules

    if any(isinstance(finder, modules.Finder) for finder in sys.meta_path):
        return
    if modules.TOP in sys.modules:
        raise RuntimeError(
            "the vendor's mparticle is imported already: call mparticle_facade.drop_in.install() before anything "
            "imports it, see docs/migration.md"
        )
    sys.meta_path.insert(0, modules.Finder())
    models.equip()
    client.equip()
