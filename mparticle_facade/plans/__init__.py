"""Data plans: which events and attributes a team agreed on, and whether a batch keeps to that. No network, no service.

`document` reads the plan file, `points` and `matching` say which point an event belongs to, `schema` and `patterns`
compile what a point demands, `plan` holds a batch against it. `enforcement` is what a client does about violations,
`comparison`, `inference` and `generation` are the rest of ``mparticle plan``; `typed` is what generated modules build
on.
"""
