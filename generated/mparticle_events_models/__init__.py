# Generated from openapi/events.yaml by `make generate`. Do not edit: change the description or a template.
"""msgspec Structs of mParticle's Events API.

* ``wire``: what the service accepts; decoding JSON with these types validates it.
* ``plain``: the part of ``wire`` without floats and nulls.
* ``partial``: the same objects with every field optional, which the facade's classes inherit from.
* ``names``: the enumerations, closed sets and known values of open ones.
* ``schema.json``: the component schemas as JSON Schema 2020-12, ``allOf`` merged.

The modules are imported one by one, so that a program pays only for what it uses.
"""
