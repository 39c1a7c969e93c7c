package dev.fleetrl.local.broker;

import dev.fleetrl.transport.access.BrokerAccess;
import dev.fleetrl.transport.tls.TlsIdentity;
import java.security.cert.X509Certificate;
import java.util.Set;
import javax.security.auth.Subject;
import org.apache.activemq.artemis.core.config.WildcardConfiguration;
import org.apache.activemq.artemis.core.protocol.mqtt.MQTTUtil;
import org.apache.activemq.artemis.core.security.CheckType;
import org.apache.activemq.artemis.core.security.Role;
import org.apache.activemq.artemis.spi.core.protocol.RemotingConnection;
import org.apache.activemq.artemis.spi.core.security.ActiveMQSecurityManager5;
import org.apache.activemq.artemis.spi.core.security.jaas.UserPrincipal;
import org.apache.activemq.artemis.utils.CertificateUtil;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

/** Lets in who has a certificate of the site's authority, which TLS has checked, and then holds them to the rules of {@link BrokerAccess}. */
@NullUnmarked
final class CertificateSecurity implements ActiveMQSecurityManager5 {
    /** Of the acceptor that only this machine reaches: nobody is asked who they are. */
    static final String LOOPBACK = "loopback";

    /** No certificate's name may hold that sign. */
    private static final UserPrincipal THIS_MACHINE = new UserPrincipal("#" + LOOPBACK);

    private static final WildcardConfiguration NOTATION = WildcardConfiguration.DEFAULT_WILDCARD_CONFIGURATION;

    @Override
    public @Nullable Subject authenticate(
            String user, String password, RemotingConnection connection, String securityDomain) {
        Subject subject = new Subject();
        if (LOOPBACK.equals(securityDomain)) {
            subject.getPrincipals().add(THIS_MACHINE);
            return subject;
        }
        X509Certificate[] certificates = CertificateUtil.getCertsFromConnection(connection);
        if (certificates == null || certificates.length == 0) {
            return null;
        }
        String name = TlsIdentity.commonName(certificates[0]);
        subject.getPrincipals().add(new UserPrincipal(name));
        return name.isEmpty() || name.indexOf('#') >= 0 ? null : subject;
    }

    @Override
    public boolean authorize(Subject subject, Set<Role> roles, CheckType check, String address) {
        if (subject.getPrincipals().contains(THIS_MACHINE)) {
            return true;
        }
        String name = subject.getPrincipals().iterator().next().getName();
        String topic = MQTTUtil.getMqttTopicFromCoreAddress(topicOf(address), NOTATION);
        return switch (check) {
            case SEND -> BrokerAccess.mayWrite(name, topic);
            case CONSUME,
                    CREATE_NON_DURABLE_QUEUE,
                    CREATE_DURABLE_QUEUE,
                    DELETE_NON_DURABLE_QUEUE,
                    DELETE_DURABLE_QUEUE -> BrokerAccess.mayRead(name, topic);
            case CREATE_ADDRESS -> BrokerAccess.mayRead(name, topic) || BrokerAccess.mayWrite(name, topic);
            default -> false;
        };
    }

    /** A check may name the queue too. */
    private static String topicOf(String address) {
        int queue = address.indexOf("::");
        return queue < 0 ? address : address.substring(0, queue);
    }

    @Override
    public boolean validateUser(String user, String password) {
        return false;
    }

    @Override
    public boolean validateUserAndRole(String user, String password, Set<Role> roles, CheckType check) {
        return false;
    }
}
