//! The one integration test program: a file a feature.
