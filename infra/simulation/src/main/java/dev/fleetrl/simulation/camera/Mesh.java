package dev.fleetrl.simulation.camera;

import dev.fleetrl.simulation.physics.Shape;
import java.util.ArrayList;
import java.util.List;

/**
 * Triangles, counter-clockwise as seen from outside, with a normal at each vertex.
 *
 * <p>{@code vertices} and {@code normals} hold x, y, z of each vertex in turn; {@code triangles} three indices each.
 */
final class Mesh {
    private static final int FINE = 18;
    private static final int COARSE = 10;

    final float[] vertices;
    final float[] normals;
    final int[] triangles;
    final float radius;

    private Mesh(float[] vertices, float[] normals, int[] triangles) {
        this.vertices = vertices;
        this.normals = normals;
        this.triangles = triangles;
        float largest = 0;
        for (int i = 0; i < vertices.length; i += 3) {
            float square =
                    vertices[i] * vertices[i] + vertices[i + 1] * vertices[i + 1] + vertices[i + 2] * vertices[i + 2];
            largest = Math.max(largest, square);
        }
        radius = (float) Math.sqrt(largest);
    }

    int size() {
        return vertices.length / 3;
    }

    /** To look at. */
    static Mesh of(Shape shape) {
        return of(shape, FINE);
    }

    /** For a shadow, which nobody looks at closely. */
    static Mesh coarse(Shape shape) {
        return of(shape, COARSE);
    }

    private static Mesh of(Shape shape, int segments) {
        if (shape instanceof Shape.Box box) {
            return box((float) box.x() / 2, (float) box.y() / 2, (float) box.z() / 2);
        }
        Shape.Capsule capsule = (Shape.Capsule) shape;
        return capsule(capsule.radius(), capsule.length() / 2, segments);
    }

    private static Mesh box(float... half) {
        float[] vertices = new float[72];
        float[] normals = new float[72];
        int[] triangles = new int[36];
        int vertex = 0;
        int index = 0;
        for (int face = 0; face < 6; face++) {
            int axis = face / 2;
            int side = face % 2 == 0 ? -1 : 1;
            int[] order = side > 0 ? new int[] {0, 1, 2, 0, 2, 3} : new int[] {0, 2, 1, 0, 3, 2};
            for (int corner : order) {
                triangles[index++] = vertex + corner;
            }
            for (int corner = 0; corner < 4; corner++, vertex++) {
                int u = (axis + 1) % 3;
                int w = (axis + 2) % 3;
                vertices[vertex * 3 + axis] = side * half[axis];
                vertices[vertex * 3 + u] = (corner == 0 || corner == 3 ? -1 : 1) * half[u];
                vertices[vertex * 3 + w] = (corner < 2 ? -1 : 1) * half[w];
                normals[vertex * 3 + axis] = side;
            }
        }
        return new Mesh(vertices, normals, triangles);
    }

    private static Mesh capsule(double radius, double halfLength, int segments) {
        int rings = segments / 4;
        List<double[]> profile = new ArrayList<>();
        for (int end = -1; end <= 1; end += 2) {
            for (int ring = 0; ring <= rings; ring++) {
                double angle = Math.PI / 2 * (end < 0 ? (double) ring / rings - 1 : (double) ring / rings);
                double c = StrictMath.cos(angle);
                double s = StrictMath.sin(angle);
                profile.add(new double[] {radius * c, end * halfLength + radius * s, c, s});
            }
        }
        return turned(profile, segments);
    }

    /** Turns a profile of (radius, z, normal's radius, normal's z) about z. */
    private static Mesh turned(List<double[]> profile, int segments) {
        int around = segments + 1;
        float[] vertices = new float[profile.size() * around * 3];
        float[] normals = new float[vertices.length];
        for (int i = 0; i < profile.size() * around; i++) {
            double[] p = profile.get(i / around);
            double angle = 2 * Math.PI * (i % around) / segments;
            double c = StrictMath.cos(angle);
            double s = StrictMath.sin(angle);
            set(vertices, i, p[0] * c, p[0] * s, p[1]);
            set(normals, i, p[2] * c, p[2] * s, p[3]);
        }
        int[] triangles = new int[(profile.size() - 1) * segments * 6];
        int index = 0;
        for (int i = 0; i < (profile.size() - 1) * segments; i++) {
            int a = i / segments * around + i % segments;
            for (int corner : new int[] {a, a + 1, a + around + 1, a, a + around + 1, a + around}) {
                triangles[index++] = corner;
            }
        }
        return new Mesh(vertices, normals, triangles);
    }

    private static void set(float[] array, int i, double x, double y, double z) {
        array[i * 3] = (float) x;
        array[i * 3 + 1] = (float) y;
        array[i * 3 + 2] = (float) z;
    }
}
