"""What all tests share: no test fails because the machine is slow or busy; speed is measured in `benchmarks`."""

from hypothesis import HealthCheck, settings

settings.register_profile("homeward", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("homeward")
