# What each pin waits for and how long, in ns: along wires, through gates, from the clock through registers.
set sta_report_default_digits 6
foreach cell [get_cells *] {
  foreach pin [get_pins -of_objects $cell] {
    puts "pin [get_full_name $pin]"
    report_edges -to $pin
  }
}
