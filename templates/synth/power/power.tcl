# The power of each cell, in W: if every net changed once a cycle, and if only the clock did anything.
set_power_activity -global -activity 1.0 -duty 0.5
report_power -instances [get_cells *] -digits 8
puts "only the clock"
set_power_activity -global -activity 0 -duty 0.5
report_power -instances [get_cells *] -digits 8
