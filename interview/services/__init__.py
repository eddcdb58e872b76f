"""Everything a door needs, built from the settings; one per process."""

from interview.services.composition import Services, build
from interview.services.current import services

__all__ = ["Services", "build", "services"]
