"""Files in, receipts out: what `mparticle upload` and `mparticle validate` do."""
