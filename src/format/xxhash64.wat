;; xxhash64 with seed 0, of one run of bytes or of every CSV record in a run of bytes.
;; The algorithm: https://github.com/Cyan4973/xxHash/blob/dev/doc/xxhash_spec.md
;;
;; Runs of bytes are given by the address of their first byte and the address after their last one.
;; `npm run wasm` compiles this file to xxhash64-bytes.ts.

(module
  (memory (export "memory") 1)

  ;; After `sumRecords`: the bytes behind the last record end. Not 0: the run did not consist of whole records.
  (global $rest (export "rest") (mut i32) (i32.const 0))

  ;; The constants of the specification, named as there.
  (global $prime1 i64 (i64.const 0x9E3779B185EBCA87))
  (global $prime2 i64 (i64.const 0xC2B2AE3D27D4EB4F))
  (global $prime3 i64 (i64.const 0x165667B19E3779F9))
  (global $prime4 i64 (i64.const 0x85EBCA77C2B2AE63))
  (global $prime5 i64 (i64.const 0x27D4EB2F165667C5))

  ;; Takes 8 bytes into an accumulator.
  (func $round (param $accumulator i64) (param $lane i64) (result i64)
    (i64.mul
      (i64.rotl
        (i64.add (local.get $accumulator) (i64.mul (local.get $lane) (global.get $prime2)))
        (i64.const 31))
      (global.get $prime1)))

  ;; Takes an accumulator into the hash.
  (func $merge (param $hash i64) (param $accumulator i64) (result i64)
    (i64.add
      (i64.mul
        (i64.xor (local.get $hash) (call $round (i64.const 0) (local.get $accumulator)))
        (global.get $prime1))
      (global.get $prime4)))

  ;; Mixes the bits at the end.
  (func $avalanche (param $hash i64) (result i64)
    (local.set $hash
      (i64.mul
        (i64.xor (local.get $hash) (i64.shr_u (local.get $hash) (i64.const 33)))
        (global.get $prime2)))
    (local.set $hash
      (i64.mul
        (i64.xor (local.get $hash) (i64.shr_u (local.get $hash) (i64.const 29)))
        (global.get $prime3)))
    (i64.xor (local.get $hash) (i64.shr_u (local.get $hash) (i64.const 32))))

  ;; xxhash64 of the bytes from $at up to $end.
  (func $hash (export "hash") (param $at i32) (param $end i32) (result i64)
    (local $length i64)
    (local $hash i64)
    (local $one i64) (local $two i64) (local $three i64) (local $four i64)
    (local.set $length (i64.extend_i32_u (i32.sub (local.get $end) (local.get $at))))
    (local.set $hash (global.get $prime5))

    ;; 32 bytes at a time, in four independent accumulators.
    (if (i64.ge_u (local.get $length) (i64.const 32))
      (then
        (local.set $one (i64.add (global.get $prime1) (global.get $prime2)))
        (local.set $two (global.get $prime2))
        (local.set $four (i64.sub (i64.const 0) (global.get $prime1)))
        (loop $stripe
          (local.set $one (call $round (local.get $one) (i64.load offset=0 align=1 (local.get $at))))
          (local.set $two (call $round (local.get $two) (i64.load offset=8 align=1 (local.get $at))))
          (local.set $three (call $round (local.get $three) (i64.load offset=16 align=1 (local.get $at))))
          (local.set $four (call $round (local.get $four) (i64.load offset=24 align=1 (local.get $at))))
          (local.set $at (i32.add (local.get $at) (i32.const 32)))
          (br_if $stripe (i32.ge_u (i32.sub (local.get $end) (local.get $at)) (i32.const 32))))
        (local.set $hash
          (i64.add
            (i64.add (i64.rotl (local.get $one) (i64.const 1)) (i64.rotl (local.get $two) (i64.const 7)))
            (i64.add (i64.rotl (local.get $three) (i64.const 12)) (i64.rotl (local.get $four) (i64.const 18)))))
        (local.set $hash (call $merge (local.get $hash) (local.get $one)))
        (local.set $hash (call $merge (local.get $hash) (local.get $two)))
        (local.set $hash (call $merge (local.get $hash) (local.get $three)))
        (local.set $hash (call $merge (local.get $hash) (local.get $four)))))
    (local.set $hash (i64.add (local.get $hash) (local.get $length)))

    ;; What is left, fewer than 32 bytes: by 8, by 4, by 1.
    (block $noEight
      (loop $eight
        (br_if $noEight (i32.lt_u (i32.sub (local.get $end) (local.get $at)) (i32.const 8)))
        (local.set $hash
          (i64.add
            (i64.mul
              (i64.rotl
                (i64.xor (local.get $hash) (call $round (i64.const 0) (i64.load align=1 (local.get $at))))
                (i64.const 27))
              (global.get $prime1))
            (global.get $prime4)))
        (local.set $at (i32.add (local.get $at) (i32.const 8)))
        (br $eight)))
    (if (i32.ge_u (i32.sub (local.get $end) (local.get $at)) (i32.const 4))
      (then
        (local.set $hash
          (i64.add
            (i64.mul
              (i64.rotl
                (i64.xor (local.get $hash) (i64.mul (i64.load32_u align=1 (local.get $at)) (global.get $prime1)))
                (i64.const 23))
              (global.get $prime2))
            (global.get $prime3)))
        (local.set $at (i32.add (local.get $at) (i32.const 4)))))
    (block $noByte
      (loop $byte
        (br_if $noByte (i32.eq (local.get $at) (local.get $end)))
        (local.set $hash
          (i64.mul
            (i64.rotl
              (i64.xor (local.get $hash) (i64.mul (i64.load8_u (local.get $at)) (global.get $prime5)))
              (i64.const 11))
            (global.get $prime1)))
        (local.set $at (i32.add (local.get $at) (i32.const 1)))
        (br $byte)))
    (call $avalanche (local.get $hash)))

  ;; Of the 64 bytes from $at, those that equal $byte: bit 0 is the first one.
  (func $bytesEqual (param $at i32) (param $byte i32) (result i64)
    (local $bytes v128)
    (local.set $bytes (i8x16.splat (local.get $byte)))
    (i64.or
      (i64.or
        (i64.extend_i32_u
          (i8x16.bitmask (i8x16.eq (v128.load offset=0 align=1 (local.get $at)) (local.get $bytes))))
        (i64.shl
          (i64.extend_i32_u
            (i8x16.bitmask (i8x16.eq (v128.load offset=16 align=1 (local.get $at)) (local.get $bytes))))
          (i64.const 16)))
      (i64.or
        (i64.shl
          (i64.extend_i32_u
            (i8x16.bitmask (i8x16.eq (v128.load offset=32 align=1 (local.get $at)) (local.get $bytes))))
          (i64.const 32))
        (i64.shl
          (i64.extend_i32_u
            (i8x16.bitmask (i8x16.eq (v128.load offset=48 align=1 (local.get $at)) (local.get $bytes))))
          (i64.const 48)))))

  ;; Each bit: whether the number of bits up to it, itself included, is odd.
  (func $oddUpTo (param $bits i64) (result i64)
    (local.set $bits (i64.xor (local.get $bits) (i64.shl (local.get $bits) (i64.const 1))))
    (local.set $bits (i64.xor (local.get $bits) (i64.shl (local.get $bits) (i64.const 2))))
    (local.set $bits (i64.xor (local.get $bits) (i64.shl (local.get $bits) (i64.const 4))))
    (local.set $bits (i64.xor (local.get $bits) (i64.shl (local.get $bits) (i64.const 8))))
    (local.set $bits (i64.xor (local.get $bits) (i64.shl (local.get $bits) (i64.const 16))))
    (i64.xor (local.get $bits) (i64.shl (local.get $bits) (i64.const 32))))

  ;; The sum of the hashes of the CSV records from $start up to $end. A record ends with a line feed before which the
  ;; number of quotes is even. Reads up to 63 bytes behind $end, whatever they are.
  (func (export "sumRecords") (param $start i32) (param $end i32) (result i64)
    (local $sum i64)
    (local $at i32)
    (local $recordEnd i32)
    ;; All bits are set in blocks that begin inside quotes.
    (local $quotedBefore i64)
    (local $quoted i64)
    (local $lineFeeds i64)
    (local.set $at (local.get $start))
    (block $done
      (loop $block
        (br_if $done (i32.ge_u (local.get $at) (local.get $end)))
        (local.set $quoted
          (i64.xor
            (call $oddUpTo (call $bytesEqual (local.get $at) (i32.const 0x22)))
            (local.get $quotedBefore)))
        (local.set $lineFeeds
          (i64.and
            (call $bytesEqual (local.get $at) (i32.const 0x0A))
            (i64.xor (local.get $quoted) (i64.const -1))))
        (block $nextBlock
          (loop $record
            (br_if $nextBlock (i64.eqz (local.get $lineFeeds)))
            (local.set $recordEnd
              (i32.add
                (i32.add (local.get $at) (i32.wrap_i64 (i64.ctz (local.get $lineFeeds))))
                (i32.const 1)))
            (br_if $done (i32.gt_u (local.get $recordEnd) (local.get $end)))
            (local.set $sum
              (i64.add (local.get $sum) (call $hash (local.get $start) (local.get $recordEnd))))
            (local.set $start (local.get $recordEnd))
            (local.set $lineFeeds
              (i64.and (local.get $lineFeeds) (i64.sub (local.get $lineFeeds) (i64.const 1))))
            (br $record)))
        (local.set $quotedBefore (i64.shr_s (local.get $quoted) (i64.const 63)))
        (local.set $at (i32.add (local.get $at) (i32.const 64)))
        (br $block)))
    (global.set $rest (i32.sub (local.get $end) (local.get $start)))
    (local.get $sum)))
