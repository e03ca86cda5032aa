# The longest path, in ns.
report_checks -path_delay max -digits 6 -fields {net capacitance} -no_line_splits
