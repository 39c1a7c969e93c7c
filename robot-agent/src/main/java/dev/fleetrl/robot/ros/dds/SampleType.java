package dev.fleetrl.robot.ros.dds;

import java.nio.ByteBuffer;
import us.ihmc.idl.CDR;
import us.ihmc.idl.InterchangeSerializer;
import us.ihmc.pubsub.TopicDataType;
import us.ihmc.pubsub.common.SerializedPayload;

/** A type of which Fast DDS knows the name and the size; what its bytes mean is ours. */
record SampleType(String name, int mostBytes) implements TopicDataType<Sample> {
    @Override
    public void serialize(Sample sample, SerializedPayload payload) {
        payload.setEncapsulation(SerializedPayload.CDR_LE);
        ByteBuffer data = payload.getData();
        data.clear();
        data.put(sample.bytes).flip();
        payload.setLength(sample.bytes.length);
    }

    @Override
    public void deserialize(SerializedPayload payload, Sample sample) {
        ByteBuffer data = payload.getData();
        data.position(0);
        sample.bytes = new byte[Math.min(payload.getLength(), data.limit())];
        data.get(sample.bytes);
    }

    @Override
    public void serialize(Sample sample, InterchangeSerializer serializer) {
        throw new UnsupportedOperationException("samples are bytes");
    }

    @Override
    public void deserialize(InterchangeSerializer serializer, Sample sample) {
        throw new UnsupportedOperationException("samples are bytes");
    }

    @Override
    public void serialize(Sample sample, CDR cdr) {
        throw new UnsupportedOperationException("samples are bytes");
    }

    @Override
    public void deserialize(Sample sample, CDR cdr) {
        throw new UnsupportedOperationException("samples are bytes");
    }

    @Override
    public void copy(Sample from, Sample to) {
        to.bytes = from.bytes.clone();
    }

    @Override
    public int getTypeSize() {
        return mostBytes;
    }

    @Override
    public String getName() {
        return name;
    }

    @Override
    public Sample createData() {
        return new Sample();
    }

    @Override
    public TopicDataType<Sample> newInstance() {
        return this;
    }
}
