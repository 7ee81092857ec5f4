# The demo image's web server: answers every request with "HOSTNAME VERSION". One process, one loop,
# no modules beyond what Debian's perl-base has.
#   /healthz         200 "ok", or 503 after /fail has been asked for
#   /slow            the answer, half a second late
#   /fail, /mend     health goes bad, and good again
# TERM: it goes on answering for a moment, for connections already on their way, then ends once every
# request it has taken is answered, within a second.
use strict;
use warnings;
use Socket;
use Fcntl;
use POSIX ();

# Seconds since some moment, in hundredths: perl-base has no Time::HiRes.
my $ticks = POSIX::sysconf(POSIX::_SC_CLK_TCK());
sub now { return (POSIX::times())[0] / $ticks }

my $version = $ENV{VERSION} // 'v1';
my $port = $ENV{PORT} // 80;
open(my $name_file, '<', '/proc/sys/kernel/hostname') or die "hostname: $!";
chomp(my $hostname = <$name_file>);
close $name_file;

my ($healthy, $stopping) = (1, 0);
$SIG{PIPE} = 'IGNORE';
$SIG{TERM} = $SIG{INT} = sub { $stopping ||= now() };

socket(my $server, PF_INET, SOCK_STREAM, getprotobyname_tcp()) or die "socket: $!";
setsockopt($server, SOL_SOCKET, SO_REUSEADDR, 1);
bind($server, sockaddr_in($port, INADDR_ANY)) or die "bind to port $port: $!";
listen($server, 1024) or die "listen: $!";
nonblocking($server);
$| = 1;
print "$hostname $version listens on port $port\n";

my %clients;    # file number => { socket, in, out, due, close }
sub getprotobyname_tcp { return 6 }
sub nonblocking { my ($s) = @_; fcntl($s, F_SETFL, fcntl($s, F_GETFL, 0) | O_NONBLOCK) }

sub answer {
    my ($client, $path, $keep) = @_;
    my ($status, $body, $due) = ('200 OK', "$hostname $version\n", 0);
    if ($path eq '/healthz') { ($status, $body) = $healthy ? ('200 OK', "ok\n") : ('503 Service Unavailable', "failing\n") }
    elsif ($path eq '/fail') { $healthy = 0 }
    elsif ($path eq '/mend') { $healthy = 1 }
    elsif ($path eq '/slow') { $due = now() + 0.5 }
    $keep = 0 if $stopping;
    my $connection = $keep ? 'keep-alive' : 'close';
    $client->{out} .= "HTTP/1.1 $status\r\nContent-Type: text/plain\r\nContent-Length: " . length($body)
        . "\r\nConnection: $connection\r\n\r\n$body";
    $client->{close} = !$keep;
    $client->{due} = $due;
}

sub read_from {
    my ($number, $client) = @_;
    my $got = sysread($client->{socket}, my $chunk, 65536);
    if (!defined $got) { drop($number) unless $!{EAGAIN} || $!{EINTR}; return }
    if ($got == 0) { drop($number) if $client->{out} eq ''; $client->{close} = 1; $client->{ended} = 1; return }
    $client->{in} .= $chunk;
    return drop($number) if length($client->{in}) > 65536;
    if (!$client->{close} && $client->{in} =~ s/\A([A-Z]+) (\S+) HTTP\/1\.([01])\r?\n(.*?)\r?\n\r?\n//s) {
        my ($path, $minor, $headers) = ($2, $3, "\n$4\n");
        my $keep = $headers =~ /\nConnection:\s*close/i ? 0 : $minor || $headers =~ /\nConnection:\s*keep-alive/i;
        answer($client, $path, $keep);
    }
}

sub write_to {
    my ($number, $client) = @_;
    my $sent = syswrite($client->{socket}, $client->{out});
    if (!defined $sent) { drop($number) unless $!{EAGAIN} || $!{EINTR}; return }
    substr($client->{out}, 0, $sent, '');
    drop($number) if $client->{out} eq '' && $client->{close};
}

sub drop { my ($number) = @_; close(delete($clients{$number})->{socket}) }

while (1) {
    my $now = now();
    if ($stopping) {
        my $busy = grep { $_->{out} ne '' || $_->{in} ne '' } values %clients;
        last if $now > $stopping + 0.9 || ($now > $stopping + 0.2 && !$busy);
    }
    my ($readable, $writable, $timeout) = ('', '', $stopping ? 0.02 : 5);
    vec($readable, fileno($server), 1) = 1;
    for my $number (keys %clients) {
        my $client = $clients{$number};
        vec($readable, $number, 1) = 1 unless $client->{ended} || $client->{out} ne '';
        next if $client->{out} eq '';
        if ($client->{due} > $now) { $timeout = $client->{due} - $now if $client->{due} - $now < $timeout }
        else { vec($writable, $number, 1) = 1 }
    }
    next if select($readable, $writable, undef, $timeout) < 0;
    for my $number (keys %clients) {
        write_to($number, $clients{$number}) if vec($writable, $number, 1);
        read_from($number, $clients{$number}) if $clients{$number} && vec($readable, $number, 1);
    }
    if (vec($readable, fileno($server), 1)) {
        while (accept(my $socket, $server)) {
            nonblocking($socket);
            $clients{fileno($socket)} = { socket => $socket, in => '', out => '', due => 0, close => 0 };
        }
    }
}
