// What answers everything that is said to a port, in a pod of the demo image.

/** Says back what it is told, to each client by a process of its own, until that ends its half. */
export const echoServer = `
use IO::Socket::INET;
$SIG{CHLD} = 'IGNORE';
my $server = IO::Socket::INET->new(LocalAddr => "$ARGV[0]:$ARGV[1]", Listen => 64, ReuseAddr => 1) or die $!;
while (1) {
  my $client = $server->accept or next;
  next if fork;
  close $server;
  while (sysread($client, my $said, 65536)) {
    while (length $said) { substr($said, 0, syswrite($client, $said) // exit) = '' }
  }
  exit;
}`;
