"""The routes of the HTTP API by subject: requests in, use cases called, shapes out. They decide nothing themselves."""
