"""The Analyse place: charts with what they count."""
