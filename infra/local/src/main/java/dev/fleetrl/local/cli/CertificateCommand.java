package dev.fleetrl.local.cli;

import dev.fleetrl.controller.identity.CertificateAuthority;
import dev.fleetrl.local.UserError;
import dev.fleetrl.transport.access.BrokerAccess;
import dev.fleetrl.transport.tls.TlsFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code fleetrl certificate}. */
@Command(
        name = "certificate",
        description = {
            "Gives the broker or a service its certificate, from the authority in the controller's data folder.",
            "For the broker it writes the rules of who may say and hear what, too.",
            "A proxy is what encrypts, by wss:// and https://, what robots say to the policy server and the controller."
        },
        mixinStandardHelpOptions = true)
final class CertificateCommand implements Callable<Integer> {
    private static final String BROKER = "broker";
    private static final Set<String> SERVERS = Set.of(BROKER, "proxy");
    private static final Set<String> SERVICES = Set.of(BrokerAccess.CONTROLLER, BrokerAccess.PAGE);
    private static final int MOST_DAYS = 825;

    @Parameters(paramLabel = "NAME", description = "broker, proxy, fleet-controller or correction-ui")
    private String name = "";

    @Option(names = "--data", required = true, description = "the controller's data folder")
    private Path data = Path.of("");

    @Option(names = "--out", required = true, description = "folder for ca.pem and NAME.pem")
    private Path out = Path.of("");

    @Option(
            names = "--host",
            description = "name or address under which robots reach the broker or proxy; may be repeated")
    private List<String> hosts = List.of();

    @Option(names = "--days", defaultValue = "365", description = "life (default: ${DEFAULT-VALUE})")
    private int days;

    @Option(names = "--new", description = "makes the site's authority, too, for its first certificate")
    private boolean isNew;

    @Override
    public Integer call() throws IOException {
        boolean isServer = SERVERS.contains(name);
        if (!isServer && !SERVICES.contains(name)) {
            throw new UserError(
                    "'" + name + "' is none of broker, proxy, fleet-controller and correction-ui; robots are enrolled");
        }
        if (isServer == hosts.isEmpty()) {
            throw new UserError(
                    isServer
                            ? "--host: name the host under which robots reach the " + name
                            : "--host is for broker and proxy");
        }
        if (days < 1 || days > MOST_DAYS) {
            throw new UserError("--days must be 1 to " + MOST_DAYS + ", not " + days);
        }
        Instant now = Instant.now();
        Path made = CertificateAuthority.open(authority(), now)
                .issue(new TlsFolder(out, name), hosts, now, Duration.ofDays(days));
        if (name.equals(BROKER)) {
            Files.writeString(out.resolve("acl"), BrokerAccess.mosquitto());
        }
        System.out.println(made + ", for " + days + " days; it holds a key: only " + name + " may read it");
        return 0;
    }

    /** A mistyped folder must not become a second authority, which no robot believes. */
    private Path authority() {
        Path folder = CertificateAuthority.folder(data);
        if (isNew == CertificateAuthority.isIn(folder)) {
            throw new UserError(
                    isNew
                            ? "there is an authority in " + folder + " already; leave --new out"
                            : "there is no authority in " + folder
                                    + "; name the controller's data folder, or add --new for a site's first certificate");
        }
        return folder;
    }
}
