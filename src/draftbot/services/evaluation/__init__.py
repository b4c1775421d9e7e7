"""Running suites against the product: what each subject does with a case, the run itself, and its blessing."""
