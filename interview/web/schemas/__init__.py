"""What goes over the HTTP API: request and reply shapes in camelCase, and how the values of core become them."""
