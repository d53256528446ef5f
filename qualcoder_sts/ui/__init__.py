"""The desktop: the only package that knows Qt. Widgets show and ask; operations do."""
