package dev.fleetrl.controller.api;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.RoutingContext;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Keeps out what a browser asks for: this API believes its callers, which are programs, and any page that is open on their
 * machine could speak to it. A browser names the page that asks (Origin); where it does not, since the page was fetched from a
 * name of its own that leads here, it asks for that name (Host). A probe that names no host is no browser.
 */
final class NoBrowsers {
    private static final int FORBIDDEN = 403;

    private final Set<String> names;

    /** @param names by which programs reach this API, beside IP addresses and {@code localhost} */
    NoBrowsers(Set<String> names) {
        this.names = names;
    }

    void check(RoutingContext request) {
        HostAndPort authority = request.request().authority();
        Optional<String> host =
                Optional.ofNullable(authority).map(at -> at.host().toLowerCase(Locale.ROOT));
        if (request.request().headers().contains(HttpHeaders.ORIGIN)) {
            FleetApi.refuse(request, FORBIDDEN, "this API is for programs; people use the page");
        } else if (host.filter(this::isForeign).isPresent()) {
            FleetApi.refuse(
                    request,
                    FORBIDDEN,
                    "'" + host.get() + "' is no name of this API; see http.names in fleet-controller.yaml");
        } else {
            request.next();
        }
    }

    private boolean isForeign(String host) {
        return !isAddress(host) && !host.equals("localhost") && !names.contains(host);
    }

    /** Nobody can give an address of theirs to this machine. */
    private static boolean isAddress(String host) {
        return host.matches("[0-9.]+") || host.contains(":");
    }
}
