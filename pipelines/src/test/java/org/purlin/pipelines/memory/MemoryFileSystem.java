package org.purlin.pipelines.memory;

import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.beam.sdk.io.FileSystem;
import org.apache.beam.sdk.io.fs.CreateOptions;
import org.apache.beam.sdk.io.fs.MatchResult;
import org.apache.beam.sdk.io.fs.MoveOptions;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;

/**
 * Objects as a cloud's store keeps them: one is there when it was written to its end, is replaced
 * as a whole and cannot be added to; a directory is no more than how names begin.
 */
public final class MemoryFileSystem extends FileSystem<MemoryObject> {

  static final String SCHEME = "mem";

  /** Of this JVM; tests tell their objects apart by the bucket. */
  private static final ConcurrentSkipListMap<String, byte[]> OBJECTS =
      new ConcurrentSkipListMap<>();

  MemoryFileSystem() {}

  /** Names of the objects in a bucket, without the bucket, and their texts. */
  public static Map<String, String> texts(String bucket) {
    String start = SCHEME + "://" + bucket + "/";
    Map<String, String> texts = new TreeMap<>();
    OBJECTS.forEach(
        (name, bytes) -> {
          if (name.startsWith(start)) {
            texts.put(name.substring(start.length()), new String(bytes, StandardCharsets.UTF_8));
          }
        });
    return texts;
  }

  /** Puts an object. */
  public static void put(String name, String text) {
    OBJECTS.put(name, text.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  protected List<MatchResult> match(List<String> specs) {
    return specs.stream().map(MemoryFileSystem::match).toList();
  }

  private static MatchResult match(String spec) {
    Pattern pattern = pattern(spec);
    List<MatchResult.Metadata> found =
        OBJECTS.entrySet().stream()
            .filter(object -> pattern.matcher(object.getKey()).matches())
            .map(object -> metadata(object.getKey(), object.getValue().length))
            .toList();
    return found.isEmpty()
        ? MatchResult.create(MatchResult.Status.NOT_FOUND, new FileNotFoundException(spec))
        : MatchResult.create(MatchResult.Status.OK, found);
  }

  private static MatchResult.Metadata metadata(String name, long bytes) {
    return MatchResult.Metadata.builder()
        .setResourceId(new MemoryObject(name))
        .setSizeBytes(bytes)
        .setIsReadSeekEfficient(true)
        .build();
  }

  /** As Cloud Storage reads a glob: one star stays within a directory, two do not. */
  private static Pattern pattern(String glob) {
    StringBuilder regex = new StringBuilder();
    for (int i = 0; i < glob.length(); i++) {
      char c = glob.charAt(i);
      if (c == '\\' && i + 1 < glob.length()) {
        i++;
        regex.append(Pattern.quote(glob.substring(i, i + 1)));
      } else if (glob.startsWith("**", i)) {
        i++;
        regex.append(".*");
      } else if (c == '*') {
        regex.append("[^/]*");
      } else {
        regex.append(Pattern.quote(String.valueOf(c)));
      }
    }
    return Pattern.compile(regex.toString());
  }

  @Override
  protected WritableByteChannel create(MemoryObject object, CreateOptions options) {
    return Channels.newChannel(
        new ByteArrayOutputStream() {
          @Override
          public void close() throws IOException {
            super.close();
            OBJECTS.put(object.name(), toByteArray());
          }
        });
  }

  @Override
  protected ReadableByteChannel open(MemoryObject object) throws FileNotFoundException {
    return new SeekableInMemoryByteChannel(bytes(object));
  }

  private static byte[] bytes(MemoryObject object) throws FileNotFoundException {
    byte[] bytes = OBJECTS.get(object.name());
    if (bytes == null) {
      throw new FileNotFoundException(object.name());
    }
    return bytes;
  }

  @Override
  protected void copy(List<MemoryObject> sources, List<MemoryObject> targets)
      throws FileNotFoundException {
    for (int i = 0; i < sources.size(); i++) {
      OBJECTS.put(targets.get(i).name(), bytes(sources.get(i)));
    }
  }

  @Override
  protected void rename(
      List<MemoryObject> sources, List<MemoryObject> targets, MoveOptions... options)
      throws FileNotFoundException {
    copy(sources, targets);
    delete(sources);
  }

  @Override
  protected void delete(Collection<MemoryObject> objects) {
    Stream.of(objects.toArray(MemoryObject[]::new))
        .map(MemoryObject::name)
        .forEach(OBJECTS::remove);
  }

  @Override
  protected MemoryObject matchNewResource(String name, boolean isDirectory) {
    return new MemoryObject(isDirectory && !name.endsWith("/") ? name + "/" : name);
  }

  @Override
  protected String getScheme() {
    return SCHEME;
  }
}
