"""What can be done, one module per subject: each reads, decides with core, and writes in one transaction."""
