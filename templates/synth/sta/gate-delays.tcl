# The timing arcs to each pin and output port, in ns: along wires, through gates, from the clock through registers.
set sta_report_default_digits 6
proc report_arcs_to {pin} {
  puts "pin [get_full_name $pin]"
  report_edges -to $pin
}
foreach cell [get_cells *] {
  foreach pin [get_pins -of_objects $cell] { report_arcs_to $pin }
}
foreach port [all_outputs] { report_arcs_to $port }
