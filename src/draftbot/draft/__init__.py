"""From a plan and evidence to units: briefs, then the offline writer, one realiser for each kind of part."""
