package dev.fleetrl.robot.ros.dds;

import dev.fleetrl.robot.ros.RosTopic;
import dev.fleetrl.robot.ros.RosWire;
import dev.fleetrl.robot.ros.cdr.Cdr;
import dev.fleetrl.robot.ros.cdr.MalformedSample;
import dev.fleetrl.robot.ros.message.RosName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import us.ihmc.pubsub.Domain;
import us.ihmc.pubsub.DomainFactory;
import us.ihmc.pubsub.attributes.ParticipantProfile;
import us.ihmc.pubsub.attributes.PublisherAttributes;
import us.ihmc.pubsub.attributes.SubscriberAttributes;
import us.ihmc.pubsub.common.MatchingInfo;
import us.ihmc.pubsub.common.SampleInfo;
import us.ihmc.pubsub.participant.Participant;
import us.ihmc.pubsub.publisher.Publisher;
import us.ihmc.pubsub.subscriber.Subscriber;
import us.ihmc.pubsub.subscriber.SubscriberListener;

/**
 * ROS 2's own wire. The native library is unpacked below the user's home, which must be writable.
 *
 * <p>A defect of native code ends its process, so this belongs into an agent's process and never into the control plane's.
 */
public final class DdsWire implements RosWire {
    private static final System.Logger LOG = System.getLogger(DdsWire.class.getName());

    private final Domain domain = DomainFactory.getDefaultDomain();
    private final Participant participant;
    private final Complaints complaints;
    private volatile boolean closed;

    private DdsWire(DdsSettings settings, Complaints complaints) throws IOException {
        this.complaints = complaints;
        participant = domain.createParticipant(profile(settings));
    }

    /** Joins the domain; others find it within some seconds. */
    public static DdsWire open(DdsSettings settings, Complaints complaints) {
        try {
            return new DdsWire(settings, complaints);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot join the ROS 2 domain " + settings.domain(), e);
        }
    }

    @Override
    public synchronized <M extends Record> void subscribe(RosTopic<M> topic, Consumer<M> samples) {
        checkOpen(topic);
        Listener<M> listener = new Listener<>(topic, samples);
        try {
            domain.createSubscriber(participant, subscription(topic, type(topic)), listener);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot subscribe to " + topic.name(), e);
        }
    }

    @Override
    public synchronized <M extends Record> Publication<M> publish(RosTopic<M> topic) {
        checkOpen(topic);
        AtomicInteger listeners = new AtomicInteger();
        try {
            Publisher publisher = domain.createPublisher(
                    participant, publication(topic, type(topic)), (self, matching) -> count(listeners, matching));
            return new Spoken<>(topic, Cdr.of(topic.type()), publisher, listeners);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot publish on " + topic.name(), e);
        }
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            domain.removeParticipant(participant);
        }
    }

    private void checkOpen(RosTopic<?> topic) {
        if (closed) {
            throw new IllegalStateException("the wire is closed; nothing comes or goes on " + topic.name());
        }
    }

    private static void count(AtomicInteger listeners, MatchingInfo matching) {
        boolean came = matching.getStatus() == MatchingInfo.MatchingStatus.MATCHED_MATCHING;
        listeners.addAndGet(came ? 1 : -1);
    }

    private static SampleType type(RosTopic<?> topic) {
        String[] parts = RosName.Of.type(topic.type()).split("/", -1);
        return new SampleType(parts[0] + "::" + parts[1] + "::dds_::" + parts[2] + "_", topic.mostBytes());
    }

    /** ROS 2's names begin with what they are: {@code rt} for a topic. */
    private static String ddsName(RosTopic<?> topic) {
        return "rt" + topic.name();
    }

    private static ParticipantProfile profile(DdsSettings settings) {
        return new ParticipantProfile() {
            @Override
            public String marshall(String profile) {
                return Profiles.participant(profile, settings);
            }
        }.domainId(settings.domain()).name("fleetrl");
    }

    private static SubscriberAttributes subscription(RosTopic<?> topic, SampleType type) {
        SubscriberAttributes attributes = new SubscriberAttributes() {
            @Override
            public String marshall(String profile) {
                return Profiles.subscriber(profile, topic, ddsName(topic), type.name());
            }
        };
        attributes.topicDataType(type);
        attributes.topicName(ddsName(topic));
        return attributes;
    }

    private static PublisherAttributes publication(RosTopic<?> topic, SampleType type) {
        PublisherAttributes attributes = new PublisherAttributes() {
            @Override
            public String marshall(String profile) {
                return Profiles.publisher(profile, topic, ddsName(topic), type.name());
            }
        };
        attributes.topicDataType(type);
        attributes.topicName(ddsName(topic));
        return attributes;
    }

    /** Hears one topic on the library's thread. */
    private final class Listener<M extends Record> implements SubscriberListener<Sample> {
        private final RosTopic<M> topic;
        private final Cdr<M> cdr;
        private final Consumer<M> samples;
        private final Sample sample = new Sample();
        private final SampleInfo info = new SampleInfo();

        Listener(RosTopic<M> topic, Consumer<M> samples) {
            this.topic = topic;
            this.samples = samples;
            cdr = Cdr.of(topic.type());
        }

        @Override
        public void onNewDataMessage(Subscriber<Sample> subscriber) {
            while (!closed && subscriber.takeNextData(sample, info)) {
                hear(sample.bytes);
            }
        }

        /** Nothing may be thrown into the library. */
        private void hear(byte[] bytes) {
            try {
                samples.accept(cdr.decode(bytes));
            } catch (MalformedSample e) {
                complaints.unreadable(topic, String.valueOf(e.getMessage()));
            } catch (RuntimeException e) {
                LOG.log(System.Logger.Level.ERROR, "whoever hears " + topic.name() + " failed", e);
            }
        }

        @Override
        public void onSubscriptionMatched(Subscriber<Sample> subscriber, MatchingInfo matching) {}
    }

    /** Speaks on one topic. */
    private record Spoken<M extends Record>(RosTopic<M> topic, Cdr<M> cdr, Publisher publisher, AtomicInteger matched)
            implements Publication<M> {
        @Override
        public void send(M message) {
            Sample sample = new Sample();
            sample.bytes = cdr.encode(message);
            if (sample.bytes.length > topic.mostBytes()) {
                throw new IllegalArgumentException(
                        topic.name() + " carries " + topic.mostBytes() + " bytes at most, not " + sample.bytes.length);
            }
            try {
                publisher.write(sample);
            } catch (IOException e) {
                throw new UncheckedIOException("cannot send on " + topic.name(), e);
            }
        }

        @Override
        public OptionalInt listeners() {
            return OptionalInt.of(matched.get());
        }
    }
}
