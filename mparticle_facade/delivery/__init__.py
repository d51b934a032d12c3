"""From accepted batches to delivered ones: packing, sending, and the queues in between.

batch -> codec (bytes, validated, identified) -> queue -> packing -> sending -> generated client
"""
