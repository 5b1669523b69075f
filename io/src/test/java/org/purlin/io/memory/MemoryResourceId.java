package org.purlin.io.memory;

import java.util.Objects;
import org.apache.beam.sdk.io.fs.ResolveOptions;
import org.apache.beam.sdk.io.fs.ResolveOptions.StandardResolveOptions;
import org.apache.beam.sdk.io.fs.ResourceId;

/**
 * A name of {@link MemoryFileSystem}, {@code mem://bucket/path}; a directory's ends with a slash.
 */
final class MemoryResourceId implements ResourceId {

  private static final long serialVersionUID = 1L;

  private final String name;

  MemoryResourceId(String name) {
    this.name = name;
  }

  @Override
  public ResourceId resolve(String other, ResolveOptions options) {
    boolean directory = options == StandardResolveOptions.RESOLVE_DIRECTORY;
    return new MemoryResourceId(getCurrentDirectory() + other + (directory ? "/" : ""));
  }

  @Override
  public ResourceId getCurrentDirectory() {
    return new MemoryResourceId(name.substring(0, name.lastIndexOf('/') + 1));
  }

  @Override
  public String getScheme() {
    return MemoryFileSystem.SCHEME;
  }

  @Override
  public String getFilename() {
    return isDirectory() ? null : name.substring(name.lastIndexOf('/') + 1);
  }

  @Override
  public boolean isDirectory() {
    return name.endsWith("/");
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof MemoryResourceId that && that.name.equals(name);
  }

  @Override
  public int hashCode() {
    return Objects.hash(name);
  }

  @Override
  public String toString() {
    return name;
  }
}
