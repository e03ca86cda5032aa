# The delays of cells and nets, as SDF on standard output; in ns, which the libraries' own units need not be.
write_sdf -digits 6 delays.sdf
set file [open delays.sdf]
puts [read $file]
close $file
