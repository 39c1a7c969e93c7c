package dev.fleetrl.ui.signin;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/** An address as it is written, in whichever way; never a name that would have to be looked up. */
public final class IpAddress {
    private static final String OCTET = "(25[0-5]|2[0-4]\\d|1?\\d?\\d)";
    private static final String LITERAL = "(" + OCTET + "\\.){3}" + OCTET + "|[0-9a-fA-F.:%]*:[0-9a-zA-Z.:%]*";

    private IpAddress() {}

    /** Nothing if it is none. */
    public static Optional<InetAddress> of(String written) {
        if (!written.matches(LITERAL)) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName(written));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }
}
