// Another implementation of DDS, Eclipse Cyclone, to hold ours against. Ends when its input does.
//   peer echo DOMAIN DDS_TYPE TOPIC BACK   reads TOPIC, and writes each sample again on BACK
//   peer blobs DOMAIN DDS_TYPE TOPIC       writes each line of its input, in hex, as the bytes of a sample that claims that type
#include "dds/dds.h"
#include "ros.h"
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const dds_topic_descriptor_t *const types[] = {
    &std_msgs_msg_dds__String__desc,
    &std_msgs_msg_dds__Bool__desc,
    &std_msgs_msg_dds__Float64MultiArray__desc,
    &geometry_msgs_msg_dds__WrenchStamped__desc,
    &geometry_msgs_msg_dds__TwistStamped__desc,
    &sensor_msgs_msg_dds__CompressedImage__desc,
    &sensor_msgs_msg_dds__JointState__desc,
    &trajectory_msgs_msg_dds__JointTrajectory__desc,
};

static const dds_topic_descriptor_t *type_named(const char *name) {
    for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
        if (strcmp(types[i]->m_typename, name) == 0) {
            return types[i];
        }
    }
    fprintf(stderr, "no type %s\n", name);
    exit(2);
}

static dds_entity_t checked(dds_entity_t entity, const char *what) {
    if (entity < 0) {
        fprintf(stderr, "%s: %s\n", what, dds_strretcode(-entity));
        exit(1);
    }
    return entity;
}

static dds_qos_t *quality(void) {
    dds_qos_t *qos = dds_create_qos();
    dds_qset_reliability(qos, DDS_RELIABILITY_RELIABLE, DDS_SECS(1));
    dds_qset_history(qos, DDS_HISTORY_KEEP_LAST, 8);
    dds_qset_data_representation(qos, 1, (dds_data_representation_id_t[]) {DDS_DATA_REPRESENTATION_XCDR1});
    return qos;
}

static void echo(dds_entity_t reader, dds_entity_t writer) {
    dds_entity_t wait = dds_create_waitset(dds_get_participant(reader));
    dds_waitset_attach(wait, dds_create_readcondition(reader, DDS_ANY_STATE), 0);
    for (;;) {
        dds_waitset_wait(wait, NULL, 0, DDS_INFINITY);
        void *samples[8] = {NULL};
        dds_sample_info_t infos[8];
        int taken = dds_take(reader, samples, infos, 8, 8);
        for (int i = 0; i < taken; i++) {
            if (infos[i].valid_data) {
                dds_write(writer, samples[i]);
            }
        }
        dds_return_loan(reader, samples, taken);
    }
}

static void blobs(dds_entity_t writer) {
    char *line = NULL;
    size_t room = 0;
    ssize_t length;
    while ((length = getline(&line, &room, stdin)) > 0) {
        Blob blob;
        blob.data._length = blob.data._maximum = (uint32_t) (length / 2);
        blob.data._release = false;
        blob.data._buffer = malloc((size_t) length);
        for (uint32_t i = 0; i < blob.data._length; i++) {
            unsigned byte;
            sscanf(line + 2 * i, "%2x", &byte);
            blob.data._buffer[i] = (uint8_t) byte;
        }
        checked(dds_write(writer, &blob), "write");
        free(blob.data._buffer);
        puts("sent");
        fflush(stdout);
    }
}

static void *end_with_input(void *unused) {
    while (getchar() != EOF) {}
    exit(0);
    return unused;
}

int main(int count, char **arguments) {
    if (count < 5) {
        fprintf(stderr, "usage: see peer.c\n");
        return 2;
    }
    dds_entity_t participant = checked(dds_create_participant((dds_domainid_t) atoi(arguments[2]), NULL, NULL), "participant");
    if (strcmp(arguments[1], "echo") == 0 && count == 6) {
        const dds_topic_descriptor_t *type = type_named(arguments[3]);
        dds_entity_t topic = checked(dds_create_topic(participant, type, arguments[4], NULL, NULL), "topic");
        dds_entity_t back = checked(dds_create_topic(participant, type, arguments[5], NULL, NULL), "topic");
        dds_entity_t reader = checked(dds_create_reader(participant, topic, quality(), NULL), "reader");
        dds_entity_t writer = checked(dds_create_writer(participant, back, quality(), NULL), "writer");
        pthread_t watcher;
        pthread_create(&watcher, NULL, end_with_input, NULL);
        echo(reader, writer);
    } else {
        const dds_topic_descriptor_t forged = {
            .m_size = Blob_desc.m_size,
            .m_align = Blob_desc.m_align,
            .m_flagset = Blob_desc.m_flagset & ~DDS_TOPIC_XTYPES_METADATA,
            .m_typename = arguments[3],
            .m_nops = Blob_desc.m_nops,
            .m_ops = Blob_desc.m_ops,
            .m_meta = "",
        };
        dds_entity_t topic = checked(dds_create_topic(participant, &forged, arguments[4], NULL, NULL), "topic");
        blobs(checked(dds_create_writer(participant, topic, quality(), NULL), "writer"));
    }
    dds_delete(participant);
    return 0;
}
