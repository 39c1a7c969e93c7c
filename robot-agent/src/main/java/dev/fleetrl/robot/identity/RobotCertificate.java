package dev.fleetrl.robot.identity;

import dev.fleetrl.contracts.RobotId;
import dev.fleetrl.contracts.SiteId;
import dev.fleetrl.transport.access.BrokerAccess;
import dev.fleetrl.transport.tls.TlsFolder;
import dev.fleetrl.transport.tls.TlsIdentity;

/**
 * One robot's certificate.
 *
 * @param files where it lies
 * @param name that it must be for, {@code site/robot}
 */
public record RobotCertificate(TlsFolder files, String name) {
    public static RobotCertificate of(SiteId site, RobotId robot, TlsFolder files) {
        return new RobotCertificate(files, BrokerAccess.name(site, robot));
    }

    /** What lies there now, expired or not; refuses, in one line, what is no certificate of this robot's. */
    public TlsIdentity read() {
        TlsIdentity own = files.read();
        String said = TlsIdentity.commonName(own.certificate());
        if (!said.equals(name)) {
            throw new IllegalArgumentException("tls: " + files.own() + " is the certificate of '" + said + "', not of '"
                    + name + "'; enrol this robot, or correct site and id");
        }
        return own;
    }
}
