package org.purlin.io.memory;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.apache.beam.sdk.io.FileSystem;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.CreateOptions;
import org.apache.beam.sdk.io.fs.MatchResult;
import org.apache.beam.sdk.io.fs.MoveOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;

/**
 * An object store for tests: no directories, a file is seen when it is complete, a move is a copy
 * and a deletion. Below {@code mem://stream/} files cannot be read from the middle.
 */
public final class MemoryFileSystem extends FileSystem<MemoryResourceId> {

  static final String SCHEME = "mem";

  private static final ConcurrentSkipListMap<String, byte[]> FILES = new ConcurrentSkipListMap<>();
  private static final AtomicInteger BUCKETS = new AtomicInteger();

  /** A new, empty place, {@code mem://bucket-1/}. */
  public static String newBucket() {
    FileSystems.setDefaultPipelineOptions(PipelineOptionsFactory.create());
    return SCHEME + "://bucket-" + BUCKETS.incrementAndGet() + "/";
  }

  /** The files whose names start so. */
  public static SortedMap<String, byte[]> files(String prefix) {
    return FILES.subMap(prefix, prefix + Character.MAX_VALUE);
  }

  /** Puts a file there. */
  public static void put(String name, byte[] content) {
    FILES.put(name, content);
  }

  /** The text of a file. */
  public static String text(String name) {
    return new String(FILES.get(name), UTF_8);
  }

  @Override
  protected List<MatchResult> match(List<String> specs) {
    return specs.stream().map(MemoryFileSystem::match).toList();
  }

  private static MatchResult match(String spec) {
    Pattern pattern = pattern(spec);
    List<MatchResult.Metadata> found = new ArrayList<>();
    FILES.forEach(
        (name, content) -> {
          if (pattern.matcher(name).matches()) {
            found.add(
                MatchResult.Metadata.builder()
                    .setResourceId(new MemoryResourceId(name))
                    .setSizeBytes(content.length)
                    .setIsReadSeekEfficient(true)
                    .build());
          }
        });
    return found.isEmpty()
        ? MatchResult.create(MatchResult.Status.NOT_FOUND, new FileNotFoundException(spec))
        : MatchResult.create(MatchResult.Status.OK, found);
  }

  private static Pattern pattern(String glob) {
    StringBuilder regex = new StringBuilder();
    for (int i = 0; i < glob.length(); i++) {
      char c = glob.charAt(i);
      if (c == '\\') {
        i++;
        regex.append(Pattern.quote(glob.substring(i, i + 1)));
      } else if (glob.startsWith("**", i)) {
        i++;
        regex.append(".*");
      } else {
        regex.append(c == '*' ? "[^/]*" : Pattern.quote(String.valueOf(c)));
      }
    }
    return Pattern.compile(regex.toString());
  }

  @Override
  protected WritableByteChannel create(MemoryResourceId file, CreateOptions options) {
    return Channels.newChannel(
        new ByteArrayOutputStream() {
          @Override
          public void close() {
            FILES.put(file.toString(), toByteArray());
          }
        });
  }

  @Override
  protected ReadableByteChannel open(MemoryResourceId file) throws IOException {
    byte[] content = existing(file);
    return file.toString().startsWith(SCHEME + "://stream/")
        ? Channels.newChannel(new ByteArrayInputStream(content))
        : new SeekableInMemoryByteChannel(content.clone());
  }

  private static byte[] existing(MemoryResourceId file) throws FileNotFoundException {
    byte[] content = FILES.get(file.toString());
    if (content == null) {
      throw new FileNotFoundException(file.toString());
    }
    return content;
  }

  @Override
  protected void copy(List<MemoryResourceId> from, List<MemoryResourceId> to) throws IOException {
    for (int i = 0; i < from.size(); i++) {
      FILES.put(to.get(i).toString(), existing(from.get(i)));
    }
  }

  @Override
  protected void rename(
      List<MemoryResourceId> from, List<MemoryResourceId> to, MoveOptions... options)
      throws IOException {
    copy(from, to);
    delete(from);
  }

  @Override
  protected void delete(Collection<MemoryResourceId> files) throws IOException {
    for (MemoryResourceId file : files) {
      existing(file);
      FILES.remove(file.toString());
    }
  }

  @Override
  protected MemoryResourceId matchNewResource(String name, boolean isDirectory) {
    return new MemoryResourceId(isDirectory && !name.endsWith("/") ? name + "/" : name);
  }

  @Override
  protected String getScheme() {
    return SCHEME;
  }
}
