package dev.fleetrl.transport.mqtt;

import dev.fleetrl.contracts.Topic.Delivery;
import dev.fleetrl.transport.NotSent;
import dev.fleetrl.transport.Will;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.net.SocketFactory;
import javax.net.ssl.SSLContext;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttActionListener;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.MqttSubscription;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;

/**
 * One connection, from the attempt to its loss; then it is thrown away, Paho's client and all. Paho's own reconnecting is
 * not used: it does not begin before the first success, forgets subscriptions, and trips over its own buffer.
 *
 * <p>Paho calls back on threads of its own; from here everything goes on on the owner's context.
 */
final class MqttSession implements MqttCallback {
    private static final int MAX_UNHANDLED = 64;
    private static final int CONNECT_TIMEOUT_SECONDS = 5;
    private static final long GOODBYE_MILLIS = 1_000;
    private static final int REFUSALS_FROM = 0x80;

    private final Context owner;
    private final Events events;
    private final MqttAsyncClient client;
    private final MqttConnectionOptions options = new MqttConnectionOptions();
    private final Set<Promise<IMqttToken>> unanswered = new LinkedHashSet<>();
    private boolean over;

    MqttSession(Context owner, MqttSettings settings, Optional<SSLContext> tls, Optional<Will<?>> will, Events events)
            throws MqttException {
        this.owner = owner;
        this.events = events;
        client = new MqttAsyncClient(settings.broker().toString(), settings.clientId(), new MemoryPersistence());
        client.setManualAcks(true);
        options.setAutomaticReconnect(false);
        options.setCleanStart(true);
        options.setSessionExpiryInterval(0L);
        options.setUseSubscriptionIdentifiers(false);
        options.setConnectionTimeout(CONNECT_TIMEOUT_SECONDS);
        options.setKeepAliveInterval((int) settings.keepAlive().toSeconds());
        options.setReceiveMaximum(MAX_UNHANDLED);
        options.setMaximumPacketSize(MqttWire.MAX_MESSAGE_BYTES + 64L * 1024);
        options.setHttpsHostnameVerificationEnabled(true);
        options.setSocketFactory(tls.<SocketFactory>map(context -> new TlsSockets(context.getSocketFactory()))
                .orElseGet(PatientSockets::new));
        will.ifPresent(last -> options.setWill(
                last.topic().name(), message(last.bytes(), last.topic().delivery())));
    }

    /** Succeeds with the number of messages that the broker takes before it has answered the first. */
    Future<Integer> connect() {
        client.setCallback(this);
        return call(done -> client.connect(options, null, done)).map(token -> {
            Integer most = token.getResponseProperties() == null
                    ? null
                    : token.getResponseProperties().getReceiveMaximum();
            return most == null ? Integer.MAX_VALUE : most;
        });
    }

    Future<Void> subscribe(String filter, Delivery delivery) {
        MqttSubscription[] wanted = {new MqttSubscription(filter, qos(delivery))};
        return call(done -> client.subscribe(wanted, null, done, new MqttProperties()))
                .compose(token -> taken(token, filter));
    }

    Future<Void> publish(String topic, byte[] bytes, Delivery delivery) {
        return call(done -> client.publish(topic, message(bytes, delivery), null, done))
                .compose(token -> taken(token, topic));
    }

    /** Paho calls an answer a success that says no. */
    private static Future<Void> taken(IMqttToken token, String topic) {
        return isRefusal(token) ? Future.failedFuture(refusal(token, topic)) : Future.succeededFuture();
    }

    private static boolean isRefusal(IMqttToken token) {
        int[] codes = token.getReasonCodes();
        return codes != null && codes.length > 0 && codes[0] >= REFUSALS_FROM;
    }

    private static NotSent refusal(IMqttToken token, String topic) {
        return new NotSent(
                NotSent.Reason.REFUSED, "the broker refuses " + topic + ", reason " + token.getReasonCodes()[0]);
    }

    /** Lets the broker send another one. */
    void handled(MqttMessage message) {
        if (over || message.getQos() == 0) {
            return;
        }
        try {
            client.messageArrivedComplete(message.getId(), message.getQos());
        } catch (MqttException e) {
            end(reason(e));
        }
    }

    /** For a connection that is no more: the will speaks. */
    void end(String why) {
        if (!over) {
            over = true;
            events.lost(this, why);
            failUnanswered(new NotSent(NotSent.Reason.NOT_CONNECTED, why));
            var unused = release(() -> client.disconnectForcibly(0, 0, false));
        }
    }

    /** Says goodbye: the will stays unsaid. */
    Future<Void> close() {
        if (over) {
            return Future.succeededFuture();
        }
        over = true;
        failUnanswered(new NotSent(NotSent.Reason.CLOSED, "the wire is closed"));
        return release(() -> client.disconnect(GOODBYE_MILLIS).waitForCompletion(GOODBYE_MILLIS));
    }

    private Future<Void> release(PahoEnd end) {
        return owner.owner()
                .<Void>executeBlocking(
                        () -> {
                            try {
                                end.run();
                            } catch (MqttException alreadyGone) {
                                client.disconnectForcibly(0, 0, false);
                            } finally {
                                client.close(true);
                            }
                            return null;
                        },
                        false)
                .otherwiseEmpty();
    }

    private void failUnanswered(NotSent reason) {
        List<Promise<IMqttToken>> lost = List.copyOf(unanswered);
        unanswered.clear();
        lost.forEach(answer -> answer.tryFail(reason));
    }

    private Future<IMqttToken> call(PahoCall call) {
        Promise<IMqttToken> answer = Promise.promise();
        unanswered.add(answer);
        MqttActionListener done = new MqttActionListener() {
            @Override
            public void onSuccess(IMqttToken token) {
                owner.runOnContext(hopped -> answer(answer, () -> answer.tryComplete(token)));
            }

            @Override
            public void onFailure(IMqttToken token, Throwable cause) {
                owner.runOnContext(hopped -> answer(answer, () -> answer.tryFail(notSent(token, cause))));
            }
        };
        try {
            call.start(done);
        } catch (MqttException | IllegalArgumentException | IllegalStateException e) {
            answer(answer, () -> answer.tryFail(new NotSent(NotSent.Reason.NOT_CONNECTED, reason(e))));
        }
        return answer.future();
    }

    private void answer(Promise<IMqttToken> answer, Runnable completion) {
        unanswered.remove(answer);
        completion.run();
    }

    private static NotSent notSent(IMqttToken token, Throwable cause) {
        return isRefusal(token) ? refusal(token, "this") : new NotSent(NotSent.Reason.NOT_CONNECTED, reason(cause));
    }

    private static String reason(Throwable cause) {
        Throwable root = cause.getCause() == null ? cause : cause.getCause();
        return root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
    }

    private static MqttMessage message(byte[] bytes, Delivery delivery) {
        return new MqttMessage(bytes, qos(delivery), delivery == Delivery.RETAINED, new MqttProperties());
    }

    private static int qos(Delivery delivery) {
        return delivery == Delivery.AT_MOST_ONCE ? 0 : 1;
    }

    @Override
    public void messageArrived(String topic, MqttMessage message) {
        owner.runOnContext(hopped -> {
            if (!over) {
                events.arrived(this, topic, message);
            }
        });
    }

    @Override
    public void disconnected(MqttDisconnectResponse response) {
        String why = response.getException() == null
                ? "reason " + response.getReturnCode() + " " + response.getReasonString()
                : reason(response.getException());
        owner.runOnContext(hopped -> end(why));
    }

    @Override
    public void mqttErrorOccurred(MqttException exception) {
        owner.runOnContext(hopped -> end(reason(exception)));
    }

    @Override
    public void deliveryComplete(IMqttToken token) {}

    @Override
    public void connectComplete(boolean reconnect, String broker) {}

    @Override
    public void authPacketArrived(int reasonCode, MqttProperties properties) {}

    /** What becomes of a session; told on the owner's context. */
    interface Events {
        void arrived(MqttSession session, String topic, MqttMessage message);

        void lost(MqttSession session, String why);
    }

    private interface PahoCall {
        void start(MqttActionListener done) throws MqttException;
    }

    private interface PahoEnd {
        void run() throws MqttException;
    }
}
