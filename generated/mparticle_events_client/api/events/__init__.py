# Generated from openapi/events.yaml by `make generate`. Do not edit: change the description or a template.
"""Contains endpoint functions for accessing the API"""
