# Generated from openapi/events.yaml by `make generate`. Do not edit: change the description or a template.
"""Contains methods for accessing the API"""
